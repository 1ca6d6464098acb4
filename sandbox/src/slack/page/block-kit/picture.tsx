import type { ReactElement } from 'react';

/** An image with its title; without an address, or when it cannot be had, its alternative text stands in. */
export function Picture({ url, alt, title }: { url?: string; alt: string; title?: string }): ReactElement {
  return (
    <figure className="block-image">
      {title !== undefined && <figcaption>{title}</figcaption>}
      {url === undefined ? <p>{alt}</p> : <img src={url} alt={alt} loading="lazy" />}
    </figure>
  );
}

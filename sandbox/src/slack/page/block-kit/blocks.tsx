import type { ReactElement } from 'react';
import './blocks.css';
import { mrkdwnFromMarkdown } from '../mrkdwn/markdown';
import { PlainText, Mrkdwn } from '../mrkdwn/mrkdwn';
import { ElementView } from './element';
import { InputBlock } from './input-block';
import { Picture } from './picture';
import { RichText } from './rich-text';
import type { Block } from '../api/block-kit';
import { TableBlock } from './table-block';
import { Text } from './text';

/** Draws the blocks of a message or a modal, in order. */
export function Blocks({ blocks }: { blocks: readonly Block[] }): ReactElement {
  return (
    <div className="blocks">
      {blocks.map((block, at) => (
        <BlockView key={block.block_id ?? at} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }): ReactElement {
  switch (block.type) {
    case 'section':
      return <SectionBlock block={block} />;
    case 'header':
      return (
        <h2 className="block-header">
          <PlainText text={block.text.text} />
        </h2>
      );
    case 'divider':
      return <hr className="block-divider" />;
    case 'context':
      return <ContextBlock block={block} />;
    case 'actions':
      return (
        <div className="block-actions" role="group" aria-label="Actions">
          {block.elements.map((element, at) => (
            <ElementView key={at} element={element} blockId={block.block_id} />
          ))}
        </div>
      );
    case 'image':
      return <Picture url={block.image_url} alt={block.alt_text} title={block.title?.text} />;
    case 'input':
      return <InputBlock block={block} />;
    case 'rich_text':
      return <RichText elements={block.elements} />;
    case 'table':
      return <TableBlock block={block} />;
    case 'markdown':
      return <Mrkdwn text={mrkdwnFromMarkdown(block.text)} />;
    default:
      return <UndrawnBlock type={(block as { type: string }).type} />;
  }
}

function SectionBlock({ block }: { block: Extract<Block, { type: 'section' }> }): ReactElement {
  return (
    <div className="block-section">
      <div className="block-section-body">
        {block.text && <Text text={block.text} />}
        {block.fields && (
          <div className="block-fields">
            {block.fields.map((field, at) => (
              <div key={at}>
                <Text text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {block.accessory && (
        <div className="block-accessory">
          <ElementView element={block.accessory} blockId={block.block_id} />
        </div>
      )}
    </div>
  );
}

function ContextBlock({ block }: { block: Extract<Block, { type: 'context' }> }): ReactElement {
  return (
    <div className="block-context">
      {block.elements.map((element, at) =>
        element.type === 'image' ? (
          <img key={at} src={element.image_url} alt={element.alt_text} />
        ) : (
          <div key={at}>
            <Text text={element} />
          </div>
        ),
      )}
    </div>
  );
}

function UndrawnBlock({ type }: { type: string }): ReactElement {
  return <p className="block-undrawn">A block of type “{type}”, which this page does not draw. Slack itself would.</p>;
}

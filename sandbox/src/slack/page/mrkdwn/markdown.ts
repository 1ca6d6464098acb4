const FENCES = /(```[^]*?```|`[^`\n]+`)/;

/**
 * Rewrites the Markdown of a `markdown` block in Slack's own mrkdwn: emphasis, links, headings and bullets; code is left
 * as it is (https://docs.slack.dev/reference/block-kit/blocks/markdown-block).
 */
export function mrkdwnFromMarkdown(markdown: string): string {
  const parts = markdown.split(FENCES);
  return parts.map((part, at) => (at % 2 === 1 ? part.replace(/^```\w*\n/, '```\n') : rewrite(part))).join('');
}

function rewrite(text: string): string {
  return text
    .replace(/\[([^\]\n]+)\]\(([^)\s]+)\)/g, '<$2|$1>')
    .replace(/(^|[^*])\*([^*\s][^*\n]*?)\*(?!\*)/g, '$1_$2_')
    .replace(/(\*\*|__)(?=\S)(.+?)\1/g, '*$2*')
    .replace(/~~(.+?)~~/g, '~$1~')
    .replace(/^#{1,6} +(.+)$/gm, '*$1*')
    .replace(/^(\s*)[-*+] +/gm, '$1• ');
}

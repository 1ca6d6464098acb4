import type { ReactElement } from 'react';
import { PlainText } from '../mrkdwn/mrkdwn';
import { RichText } from './rich-text';
import type { Block, TableCell } from '../api/block-kit';

/** A table; its first row is the head, as in Slack. Wide ones scroll sideways on their own. */
export function TableBlock({ block }: { block: Extract<Block, { type: 'table' }> }): ReactElement {
  const [head = [], ...rows] = block.rows;
  const align = (at: number): 'left' | 'center' | 'right' => block.column_settings?.[at]?.align ?? 'left';
  return (
    <div className="block-table" tabIndex={0} role="region" aria-label="Table">
      <table>
        <thead>
          <tr>
            {head.map((cell, at) => (
              <th key={at} scope="col" style={{ textAlign: align(at) }}>
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, at) => (
                <td key={at} style={{ textAlign: align(at) }}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell }: { cell: TableCell }): ReactElement {
  if (cell.type === 'raw_text') return <PlainText text={cell.text ?? ''} />;
  return <RichText elements={cell.elements ?? []} />;
}

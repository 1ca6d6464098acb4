import type { View } from '../api/block-kit';
import { initialValues, missing } from './values';

const plain = (text: string): { type: 'plain_text'; text: string } => ({ type: 'plain_text', text });
const view: View = {
  id: 'V1',
  type: 'modal',
  title: plain('Lock'),
  blocks: [
    { type: 'section', text: plain('Why?') },
    {
      type: 'input',
      block_id: 'why',
      label: plain('Reason'),
      element: { type: 'plain_text_input', action_id: 'text' },
    },
    {
      type: 'input',
      block_id: 'for',
      label: plain('For'),
      element: {
        type: 'static_select',
        action_id: 'span',
        options: [{ text: plain('1 h'), value: '1h' }],
        initial_option: { text: plain('1 h'), value: '1h' },
      },
    },
    {
      type: 'input',
      block_id: 'note',
      optional: true,
      label: plain('Note'),
      element: { type: 'plain_text_input', action_id: 'text' },
    },
    {
      type: 'input',
      block_id: 'whom',
      label: plain('Tell'),
      element: { type: 'checkboxes', action_id: 'who', options: [{ text: plain('ann'), value: 'ann' }] },
    },
  ],
};

describe('the values of a modal', () => {
  it('start with what the view says', () => {
    expect(initialValues(view)).toEqual({
      why: { text: '' },
      for: { span: '1h' },
      note: { text: '' },
      whom: { who: [] },
    });
  });

  it('lack what must be filled and is not', () => {
    expect(Object.keys(missing(view, initialValues(view)))).toEqual(['why', 'whom']);
    expect(missing(view, { ...initialValues(view), why: { text: 'release' }, whom: { who: ['ann'] } })).toEqual({});
  });
});

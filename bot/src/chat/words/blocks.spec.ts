import { actions, context, fields, message, section } from './blocks';
import { button } from './buttons';

describe('a message', () => {
  it('has every button, every fact and every note, in as many blocks as Slack wants', () => {
    const buttons = Array.from({ length: 30 }, (_, index) => button({ id: 'x.y', label: `${index}`, payload: {} }));
    const facts = Array.from({ length: 23 }, (_, index) => `fact ${index}`);
    const { blocks } = message('text', section('a'), actions(...buttons), fields(facts), context(...facts));
    expect(blocks.map(({ type }) => type).join(' ')).toBe(
      'section actions actions section section section context context context',
    );
    const elements = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    expect(elements).toHaveLength(30);
    expect(new Set(elements.map(({ action_id: id }) => id)).size).toBe(30);
    const shown = blocks.flatMap((block) => (block.type === 'section' ? (block.fields ?? []) : []));
    expect(shown.map(({ text }) => text)).toEqual(facts);
  });
});

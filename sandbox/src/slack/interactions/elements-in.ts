import { isObject, objectsIn, stringIn, type JsonObject } from '../json';

/** An interactive element and the block it stands in. */
export interface Placed {
  blockId: string;
  element: JsonObject;
}

/** Every element of these blocks that can be clicked, chosen in or typed into. */
export function elementsIn(blocks: unknown): Placed[] {
  return objectsIn(blocks).flatMap((block) => {
    const alone = [block['accessory'], block['element']].filter(isObject);
    const listed = ['actions', 'context_actions'].includes(stringIn(block['type'])) ? objectsIn(block['elements']) : [];
    const nested = [...objectsIn(block['child_blocks']), ...cardsOf(block)].flatMap((child) => elementsIn([child]));
    const own = [...alone, ...listed, ...objectsIn(block['actions'])]
      .filter((element) => element['action_id'] !== undefined)
      .map((element) => ({ blockId: stringIn(block['block_id']), element }));
    return [...own, ...nested];
  });
}

const cardsOf = (block: JsonObject): JsonObject[] => (block['type'] === 'carousel' ? objectsIn(block['elements']) : []);

/** What a button says; empty for everything that is none. */
export const labelOf = (element: JsonObject): string => {
  const isButton = element['type'] === 'button' || element['type'] === 'icon_button';
  return isButton && isObject(element['text']) ? stringIn(element['text']['text']) : '';
};

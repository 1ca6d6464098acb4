import { servedServices } from './services';

test('forms are taken for the services that AWS has Query for, and for no other', () => {
  const unasked = (): never => {
    throw new Error('No operation is run to list them.');
  };
  const taking = servedServices(unasked, unasked).filter(({ speaksQuery }) => speaksQuery);
  expect(taking.map(({ signingName }) => signingName).toSorted()).toEqual([
    'cloudformation',
    'elasticloadbalancing',
    'monitoring',
    'sts',
  ]);
});

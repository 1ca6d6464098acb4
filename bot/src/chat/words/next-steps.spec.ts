import type { Button } from '@slack/types';
import type { ServiceStep } from '../../domain/services/next-step.types';
import { LIST_SERVICES, lookAt } from '../../domain/services/next-step.types';
import type { NextStep } from '../../kernel/user-error';
import { command } from './commands';
import { offer, stepBlocks } from './next-steps';

const ref = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const shown = (steps: readonly NextStep[]) =>
  stepBlocks(steps).flatMap((block) =>
    block.type === 'actions'
      ? block.elements.map((one) => {
          const { text, value = '', style } = one as Button;
          return [text.text, JSON.parse(value), style];
        })
      : [],
  );

describe('the next steps of an error', () => {
  it.each<[ServiceStep, string, string]>([
    [LIST_SERVICES, 'All services', 'status'],
    [lookAt(ref), 'Status', 'status primes/primes-api'],
    [{ do: 'set-image', ref }, 'Deploy primes/primes-api…', 'deploy primes/primes-api'],
    [{ do: 'set-image', ref, image: '1.1.0' }, 'primes/primes-api: 1.1.0', 'image primes/primes-api 1.1.0'],
    [{ do: 'set-image', ref, container: 'app', label: 'app' }, 'app', 'deploy primes/primes-api --container app'],
    [
      { do: 'set-image', ref, image: '1.1.0', container: 'app', label: 'app' },
      'app',
      'image primes/primes-api 1.1.0 --container app',
    ],
  ])('%j is a command', (step, label, typed) => {
    expect(shown([step])).toEqual([[label, { v: 1, command: typed }, undefined]]);
  });

  it('that set a range carry the one that it was', () => {
    const step: ServiceStep = { do: 'set-range', ref, range: { min: 2, max: 12 }, from: { min: 2, max: 10 } };
    expect(shown([step])).toEqual([
      [
        'Set range to 2-12',
        {
          v: 1,
          kind: 'range',
          ref,
          wish: { range: { min: 2, max: 12 } },
          basis: { key: '2-10', words: 'kept to 2-10' },
        },
        'primary',
      ],
    ]);
  });

  it('that set an image carry the world that they were offered in, and are not agreed to; too long ones are left out', () => {
    const from = { key: 'primes-api:1', words: 'set to 1.0.0' };
    const step: ServiceStep = { do: 'set-image', ref, image: '1.1.0', container: 'app', from };
    const whole = { v: 1, kind: 'image', ref, wish: { image: '1.1.0', container: 'app' }, basis: from, isUnseen: true };
    expect(shown([step, { ...step, image: 'x'.repeat(2000) }])).toEqual([
      ['primes/primes-api: 1.1.0', whole, undefined],
    ]);
  });

  it('are what chat itself offers, and nothing that it cannot write or carry', () => {
    const steps = [
      offer('Help', command('help', {})),
      { do: 'pray' },
      offer('Long', { typed: ['status', 'x'.repeat(500)] }),
      { do: 'command' },
    ];
    expect(shown(steps)).toEqual([['Help', { v: 1, command: 'help' }, undefined]]);
  });
});

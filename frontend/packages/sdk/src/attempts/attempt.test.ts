import { ApiError } from '@shopmesh/sdk';
import { describe, expect, test, vi } from 'vitest';
import { type Attempt, createAttempts, fateOf } from './attempt';

const BODY = {
  items: [{ product_id: 1, quantity: 2 }],
  payment: { method: 'card', token: 'tok_success' },
  shipping: { name: 'Ada', line1: 'Lindenstr. 5', line2: '', city: 'Berlin', postal_code: '10115', country: 'DE' },
};
const OTHER: typeof BODY = { ...BODY, payment: { method: 'card', token: 'tok_decline' } };
type Placed = typeof PLACED;
const PLACED = { order: { id: 'o-1' }, settled: true };
const refusal = (status: number, code = 'x', retryAfter?: number) =>
  new ApiError(status, { type: `/problems/${code}`, title: code }, retryAfter);

function world(...answers: (Placed | Error)[]) {
  const sent: { body: typeof BODY; key: string }[] = [];
  const pauses: number[] = [];
  const slot: { kept: Attempt<typeof BODY> | null } = { kept: null };
  let keys = 0;
  const build = () =>
    createAttempts({
      send: async (body, key) => {
        sent.push({ body, key });
        const answer = answers.shift() ?? PLACED;
        if (answer instanceof Error) throw answer;
        return answer;
      },
      newKey: () => `key-${++keys}`,
      read: () => slot.kept,
      write: (attempt) => {
        slot.kept = attempt;
      },
      pause: async (milliseconds) => void pauses.push(milliseconds),
    });
  return { payments: build(), reloaded: build, sent, pauses, slot, keysSent: () => sent.map(({ key }) => key) };
}

describe('one key per attempt', () => {
  test('pressing twice is one request, and both presses get its answer', async () => {
    const { payments, sent } = world();
    const [first, second] = await Promise.all([payments.pay(BODY, 'ada'), payments.pay(BODY, 'ada')]);
    expect(first).toBe(second);
    expect(sent).toHaveLength(1);
  });

  test.each([
    ['a lost connection', refusal(0, 'offline')],
    ['a gateway that lost the answer', refusal(502)],
    ['a deadline', refusal(504)],
    ['a fault', refusal(500)],
    ['something that is no answer at all', new TypeError('failed')],
  ])('after %s the same key and body are sent again', async (_name, lost) => {
    const { payments, sent, slot } = world(lost);
    await expect(payments.pay(BODY, 'ada')).rejects.toBe(lost);
    expect(payments.unsettled('ada')?.key).toBe('key-1');
    await expect(payments.pay(OTHER, 'ada')).resolves.toBe(PLACED);
    expect(sent).toEqual([
      { key: 'key-1', body: BODY },
      { key: 'key-1', body: BODY }, // not the other card: the first may have been charged
    ]);
    expect(slot.kept).toBeNull();
  });

  test('a reloaded page still knows the attempt whose answer it did not see', async () => {
    const { payments, reloaded, keysSent } = world(refusal(0));
    await payments.pay(BODY, 'ada').catch(() => undefined);
    const after = reloaded();
    expect(after.unsettled('ada')?.body).toEqual(BODY);
    await after.pay(BODY, 'ada');
    expect(keysSent()).toEqual(['key-1', 'key-1']);
  });

  test('a page that is left in the middle of a request counts as not answered', async () => {
    const { payments, reloaded } = world();
    const paying = payments.pay(BODY, 'ada');
    expect(payments.unsettled('ada')).toBeNull();
    expect(reloaded().unsettled('ada')?.key).toBe('key-1');
    await paying;
  });

  test('somebody else at the same screen never sends it', async () => {
    const { payments, keysSent } = world(refusal(0));
    await payments.pay(BODY, 'ada').catch(() => undefined);
    expect(payments.unsettled('grace')).toBeNull();
    await payments.pay(BODY, 'grace');
    expect(keysSent()).toEqual(['key-1', 'key-2']);
  });

  test.each([
    ['declined', refusal(402, 'payment-declined')],
    ['out of stock', refusal(409, 'out-of-stock')],
    ['refused for its body', refusal(400, 'validation-error')],
  ])('once it was %s, the next try is a new attempt', async (_name, answer) => {
    const { payments, keysSent } = world(answer);
    await expect(payments.pay(BODY, 'ada')).rejects.toBe(answer);
    await payments.pay(BODY, 'ada');
    expect(keysSent()).toEqual(['key-1', 'key-2']);
  });

  test('turned away at the door, the same body keeps its key and another body gets its own', async () => {
    const { payments, keysSent } = world(refusal(503), refusal(503));
    await payments.pay(BODY, 'ada').catch(() => undefined);
    expect(payments.unsettled('ada')).toBeNull();
    await payments.pay(BODY, 'ada').catch(() => undefined);
    await payments.pay(OTHER, 'ada');
    expect(keysSent()).toEqual(['key-1', 'key-1', 'key-2']);
  });

  test('a 503 after a lost answer does not make the lost one known', async () => {
    const { payments } = world(refusal(0), refusal(503));
    await payments.pay(BODY, 'ada').catch(() => undefined);
    await payments.pay(BODY, 'ada').catch(() => undefined);
    expect(payments.unsettled('ada')?.key).toBe('key-1');
  });

  test('while the shop is still at it, we ask again after the seconds it named', async () => {
    const { payments, pauses, keysSent } = world(refusal(409, 'idempotency-in-progress', 2));
    await payments.pay(BODY, 'ada');
    expect(pauses).toEqual([2_000]);
    expect(keysSent()).toEqual(['key-1', 'key-1']);
  });

  test('an attempt that never stops running is left as unknown, not forgotten', async () => {
    const answers = Array.from({ length: 10 }, () => refusal(409, 'idempotency-in-progress', 1));
    const { payments } = world(...answers);
    const failed = vi.fn();
    await payments.pay(BODY, 'ada').catch(failed);
    expect(failed).toHaveBeenCalledWith(answers[9]);
    expect(payments.unsettled('ada')?.key).toBe('key-1');
  });
});

test.each([
  [402, false, 'known'],
  [422, true, 'known'],
  [401, false, 'not-begun'],
  [401, true, 'unknown'],
  [429, false, 'not-begun'],
  [503, true, 'unknown'],
  [502, false, 'unknown'],
] as const)('a %i says of the attempt (earlier one lost: %s): %s', (status, before, fate) => {
  expect(fateOf(refusal(status), before)).toBe(fate);
});

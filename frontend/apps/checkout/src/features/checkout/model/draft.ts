import { DEFAULT_TOKEN } from '@shopmesh/ui/paying';
import { type Address, NO_ADDRESS } from './address';

export type CheckoutValues = Address & { token: string };

// What was typed survives a look at the cart, in the memory of this page alone.
const drafts = new Map<string, CheckoutValues>();

export const draft = {
  of: (userId: string): CheckoutValues | undefined => drafts.get(userId),
  keep: (userId: string, values: CheckoutValues): void => void drafts.set(userId, values),
  drop: (userId: string): void => void drafts.delete(userId),
};

export const valuesFrom = (address: Partial<Address>, token: string = DEFAULT_TOKEN): CheckoutValues => ({
  ...NO_ADDRESS,
  ...address,
  token,
});

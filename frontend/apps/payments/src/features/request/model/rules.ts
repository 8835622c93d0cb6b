import { amountMistake, written } from '../../../shared/money';
import type { Initiation } from '../api/initiate';

export interface RequestValues {
  customer_email: string;
  amount: string;
  currency: Initiation['currency'];
  description: string;
  expires_in_days: string;
  capture: Initiation['capture'];
}

export const EMPTY: RequestValues = {
  customer_email: '',
  amount: '',
  currency: 'EUR',
  description: '',
  expires_in_days: '14',
  capture: 'automatic',
};

export const LONGEST_DAYS = 90;
const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

const daysMistake = (days: string) =>
  /^\d{1,3}$/.test(days.trim()) && Number(days) >= 1 && Number(days) <= LONGEST_DAYS
    ? undefined
    : `1 to ${LONGEST_DAYS} days.`;

/** The API's rules, repeated here so that most mistakes are told at once. */
export function mistakes(values: RequestValues): Partial<Record<keyof RequestValues, string>> {
  const found = {
    customer_email: EMAIL.test(values.customer_email.trim()) ? undefined : 'An e-mail address.',
    amount: amountMistake(values.amount, values.currency),
    description: values.description.trim() ? undefined : 'Say what it is for: the customer reads this.',
    expires_in_days: daysMistake(values.expires_in_days),
  };
  return Object.fromEntries(Object.entries(found).filter(([, words]) => words));
}

export const initiationOf = (values: RequestValues): Initiation => ({
  type: 'initiate',
  customer_email: values.customer_email.trim(),
  amount: written(values.amount, values.currency),
  currency: values.currency,
  description: values.description.trim(),
  expires_in_days: Number(values.expires_in_days),
  capture: values.capture,
});

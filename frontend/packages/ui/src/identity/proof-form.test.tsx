import { act, fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { UiProvider } from '../provider';
import type { Proof, ProofMethod } from './methods';
import { ProofForm } from './proof-form';

const wrong = { code: 'mfa-code-invalid', detail: 'The code is not right.' };
const describeIt = (error: unknown) => ({ title: (error as { detail?: string }).detail ?? 'Something went wrong' });

function show(prove: (proof: Proof) => Promise<void>, methods: ProofMethod[] = ['totp', 'backup_code', 'sms']) {
  const sendSms = vi.fn(async () => ({ phone_hint: '…42' }));
  render(
    <UiProvider>
      <ProofForm methods={methods} prove={prove} sendSms={sendSms} describe={describeIt} submitLabel="Confirm" />
    </UiProvider>,
  );
  return sendSms;
}
const appCode = () => screen.getByLabelText('Code from your authenticator app');
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

test('six digits send themselves, spaces or not, and the field has the focus to begin with', async () => {
  const prove = vi.fn(async () => undefined);
  show(prove);
  expect(appCode()).toHaveFocus();
  expect(appCode()).toHaveAttribute('autocomplete', 'one-time-code');
  type(appCode(), '123 45');
  expect(prove).not.toHaveBeenCalled();
  type(appCode(), '123 456');
  await vi.waitFor(() => expect(prove).toHaveBeenCalledExactlyOnceWith({ method: 'totp', secret: '123456' }));
});

test('a wrong code is told at its field, which is empty again and has the focus', async () => {
  show(() => Promise.reject(wrong));
  type(appCode(), '123456');
  await vi.waitFor(() => expect(appCode()).toHaveAccessibleDescription('The code is not right.'));
  expect(appCode()).toHaveValue('');
  expect(appCode()).toHaveFocus();
});

test('another way is one press away, and its code is sent as it was typed', async () => {
  const prove = vi.fn(async () => undefined);
  show(prove);
  press('Use a backup code');
  type(screen.getByLabelText('One of your backup codes'), 'x3kd-m2ya');
  press('Confirm');
  await vi.waitFor(() => expect(prove).toHaveBeenCalledWith({ method: 'backup_code', secret: 'x3kd-m2ya' }));
});

test('too many tries: the button counts down and takes no press', async () => {
  show(() => Promise.reject({ code: 'rate-limited', retryAfter: 75, detail: 'Too many tries.' }));
  type(appCode(), '123456');
  const button = await screen.findByRole('button', { name: /^Try again in 1:1\d$/ });
  expect(button).toBeDisabled();
  expect(screen.getByRole('alert')).toHaveTextContent('Too many tries.');
});

test('a text message is sent on request, and says where it went', async () => {
  const sendSms = show(async () => undefined, ['sms']);
  expect(sendSms).not.toHaveBeenCalled();
  await act(async () => press('Send me a code'));
  expect(sendSms).toHaveBeenCalledTimes(1);
  expect(screen.getByRole('status')).toHaveTextContent('the number ending in 42');
  expect(screen.getByLabelText('Code from the text message')).toHaveFocus();
  expect(screen.getByRole('button', { name: /^Send again in/ })).toBeDisabled();
});

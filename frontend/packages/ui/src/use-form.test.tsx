import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { TextField } from './field';
import { UiProvider } from './provider';
import { useForm } from './use-form';

function Form({ submit }: { submit: (values: { email: string }) => Promise<void> }) {
  const { field, failure, formProps } = useForm({
    initial: { email: '' },
    validate: ({ email }) => (email ? {} : { email: 'Enter an address.' }),
    submit,
  });
  return (
    <form {...formProps}>
      <TextField label="E-mail" {...field('email')} />
      {failure !== null && <p>Refused as a whole</p>}
      <button type="submit">Send</button>
    </form>
  );
}
const show = (submit: (values: { email: string }) => Promise<void>) =>
  render(
    <UiProvider>
      <Form submit={submit} />
    </UiProvider>,
  );
const send = () => fireEvent.click(screen.getByRole('button', { name: 'Send' }));
const write = (value: string) => fireEvent.change(screen.getByLabelText('E-mail'), { target: { value } });

test('a mistake the browser can see is told at the field, which gets the focus, and nothing is sent', async () => {
  const submit = vi.fn();
  show(submit);
  send();
  const input = screen.getByLabelText('E-mail');
  expect(input).toHaveAccessibleDescription('Enter an address.');
  await vi.waitFor(() => expect(input).toHaveFocus());
  expect(submit).not.toHaveBeenCalled();
});

test("the server's pointer lands on its field", async () => {
  show(() => Promise.reject({ errors: [{ pointer: '/contact/email', detail: 'Already taken.' }] }));
  write('ada@example.com');
  send();
  expect(await screen.findByText('Already taken.')).toBeInTheDocument();
  expect(screen.getByLabelText('E-mail')).toBeInvalid();
});

test('a refusal that points nowhere is shown once for the whole form', async () => {
  show(() => Promise.reject(new Error('down')));
  write('ada@example.com');
  send();
  expect(await screen.findByText('Refused as a whole')).toBeInTheDocument();
});

test('a second press while the first is under way sends nothing', async () => {
  const submit = vi.fn(() => new Promise<void>(() => undefined));
  show(submit);
  write('ada@example.com');
  send();
  send();
  expect(submit).toHaveBeenCalledTimes(1);
});

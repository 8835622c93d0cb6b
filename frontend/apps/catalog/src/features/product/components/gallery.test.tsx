import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { lamp, show } from '../../../shared/testing';
import { Gallery } from './gallery';

const picture = (name: string, width: number) => ({
  id: width,
  width,
  height: width,
  url: `/media/uploads/${name}-256.webp`,
  alt: `Lamp, ${name}`,
  sources: [256, width].map((each) => ({ url: `/media/uploads/${name}-${each}.webp`, width: each })),
});
const open = (...names: string[]) =>
  show(<Gallery product={{ ...lamp(7), images: names.map((name) => picture(name, name === 'small' ? 257 : 1024)) }} />);
const shown = () => screen.getByRole('img').getAttribute('alt');
const gallery = () => screen.getByRole('region', { name: 'Pictures of Lamp 7' });

test('one picture needs no thumbnails and no arrows', async () => {
  await open('front');
  expect(screen.getByRole('img')).toHaveAttribute(
    'srcset',
    '/media/uploads/front-256.webp 256w,/media/uploads/front-1024.webp 1024w',
  );
  expect(screen.queryByRole('button', { name: /picture|Picture/ })).toBeNull();
});

test('thumbnails, arrows and the arrow keys lead to each picture', async () => {
  await open('front', 'back', 'side');
  fireEvent.click(screen.getByRole('button', { name: 'Picture 2 of 3: Lamp, back' }));
  expect(shown()).toBe('Lamp, back');
  expect(screen.getByRole('button', { name: /Picture 2/ })).toHaveAttribute('aria-pressed', 'true');
  fireEvent.click(screen.getByRole('button', { name: 'Next picture' }));
  expect(shown()).toBe('Lamp, side');
  fireEvent.keyDown(gallery(), { key: 'ArrowRight' });
  expect(shown()).toBe('Lamp, front');
  fireEvent.keyDown(gallery(), { key: 'ArrowLeft' });
  expect(shown()).toBe('Lamp, side');
});

test('a closer look is offered only where there is more to see', async () => {
  HTMLDialogElement.prototype.showModal = function open() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.dispatchEvent(new Event('close'));
  };
  await open('small', 'front');
  expect(screen.queryByRole('button', { name: 'Look closer' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Next picture' }));
  fireEvent.click(screen.getByRole('button', { name: 'Look closer' }));
  expect(screen.getByRole('dialog', { name: 'Lamp, front' }).querySelector('img')).toHaveAttribute(
    'src',
    '/media/uploads/front-1024.webp',
  );
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

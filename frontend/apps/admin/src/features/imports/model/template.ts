/** The columns an import takes, with one row that could be sent as it is. */
export const COLUMNS = [
  'sku',
  'name',
  'description',
  'category',
  'price',
  'currency',
  'stock',
  'picture',
  'alt',
] as const;

const EXAMPLE = [
  'LAMP-001',
  'Desk lamp',
  '"Warm light, bright enough to read by."',
  'home',
  '49.90',
  'EUR',
  '25',
  '',
  '',
];

// RFC 4180: lines end in CRLF. Spreadsheets read UTF-8 when a byte order mark says so.
export const TEMPLATE = `\ufeff${[COLUMNS, EXAMPLE].map((cells) => cells.join(',')).join('\r\n')}\r\n`;

const LARGEST = 256 * 1024 * 1024;

export function fileMistake({ name, type, size }: Pick<File, 'name' | 'type' | 'size'>): string | undefined {
  if (type !== 'text/csv' && !name.toLowerCase().endsWith('.csv')) return 'An import is a CSV file.';
  if (size === 0) return 'This file is empty.';
  return size > LARGEST ? 'A file has at most 256 MB: send it in parts.' : undefined;
}

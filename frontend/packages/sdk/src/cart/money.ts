// Decimal strings in and out ("129.00"; three decimals for KWD, none for JPY), whole numbers between: no float ever holds money.

const scaleOf = (amount: string): number => amount.split('.')[1]?.length ?? 0;
const unitsOf = (amount: string, scale: number): bigint => {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(scale, '0'));
};

function written(units: bigint, scale: number): string {
  const digits = units.toString().padStart(scale + 1, '0');
  return scale ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits;
}

export const times = (amount: string, quantity: number): string =>
  written(unitsOf(amount, scaleOf(amount)) * BigInt(quantity), scaleOf(amount));

export function sum(amounts: readonly string[]): string {
  const scale = amounts.length ? Math.max(...amounts.map(scaleOf)) : 2;
  return written(
    amounts.reduce((total, amount) => total + unitsOf(amount, scale), 0n),
    scale,
  );
}

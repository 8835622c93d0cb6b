/** Each service keeps what it could not handle; its first path leads there. */
export const SERVICES = {
  orders: 'Orders',
  payments: 'Payments',
  products: 'Catalogue',
  users: 'Users',
} as const;

export type Service = keyof typeof SERVICES;
export const NAMES = Object.keys(SERVICES) as readonly Service[];

/** "payments_service__order_confirmed_v1" → "payments_service" */
export const readerOf = (consumer: string): string => consumer.split('__')[0] ?? consumer;

import type { components as OrderComponents } from './gen/order';
import type { components as PaymentsComponents } from './gen/payments';
import type { components as ProductComponents } from './gen/product';
import type { components as UserComponents } from './gen/user';

// The nouns of the shop, by the names the pages use.
export type Token = UserComponents['schemas']['Token'];
export type Me = UserComponents['schemas']['Me'];
export type Category = ProductComponents['schemas']['Category'];
export type Product = ProductComponents['schemas']['Product'];
export type Cart = OrderComponents['schemas']['Cart'];
export type CartLine = OrderComponents['schemas']['CartLine'];
export type Order = OrderComponents['schemas']['Order'];
export type OrderStatus = OrderComponents['schemas']['OrderStatus'];
export type Shipping = OrderComponents['schemas']['Shipping'];
export type Payment = PaymentsComponents['schemas']['Payment'];

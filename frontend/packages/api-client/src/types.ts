import type { components as OrderComponents } from './gen/order';
import type { components as PaymentsComponents } from './gen/payments';
import type { components as ProductComponents } from './gen/product';
import type { components as UserComponents } from './gen/user';

// The nouns of the shop, by the names the pages use.
export type Token = UserComponents['schemas']['Tokens'];
export type Me = UserComponents['schemas']['Profile'];
export type Category = ProductComponents['schemas']['Category'];
export type Product = ProductComponents['schemas']['Product'];
/** With its place in the tree and what goes with it. */
export type ProductDetail = ProductComponents['schemas']['ProductDetail'];
/** A page of the catalogue, and the way to its neighbours. */
export type ProductPage = ProductComponents['schemas']['ProductPage'];
/** How many products each further choice would leave. */
export type Facets = ProductComponents['schemas']['Facets'];
/** What the text in a search box may become. */
export type Suggestions = ProductComponents['schemas']['SuggestionsAnswer'];
export type Review = ProductComponents['schemas']['Review'];
/** A page of reviews, and the sum of all of them. */
export type ReviewPage = ProductComponents['schemas']['ReviewPage'];
export type Cart = OrderComponents['schemas']['CartOutput'];
export type CartLine = OrderComponents['schemas']['CartItem'];
export type Order = OrderComponents['schemas']['OrderOutput'];
export type OrderStatus = OrderComponents['schemas']['OrderStatus'];
/** An amount as the shop takes it: decimal text and a currency it knows. */
export type Sum = OrderComponents['schemas']['ExpectedTotalRequest'];
export type Shipping = OrderComponents['schemas']['ShippingInputRequest'];
export type Payment = PaymentsComponents['schemas']['Payment'];
export type PaymentStatus = PaymentsComponents['schemas']['PaymentStatus'];
/** What happened to a payment, once. */
export type PaymentEvent = PaymentsComponents['schemas']['HistoryEntry'];
export type Refund = PaymentsComponents['schemas']['RefundEntry'];
export type PaymentReport = PaymentsComponents['schemas']['Report'];
export type Ledger = PaymentsComponents['schemas']['LedgerOutput'];

// Paying by card looks the same for an order and for a payment request: no shared module, for the pages that take money.
export { CardChoice } from './card-choice';
export { DEFAULT_TOKEN, declinedBecause, TEST_CARDS } from './cards';
export { Notice } from './notice';
export { PayButton } from './pay-button';

import { paymentsOf } from '@shopmesh/sdk/attempts';
import { placeOrder } from '../api/place-order';

export const payments = paymentsOf('shopmesh.payment', placeOrder);

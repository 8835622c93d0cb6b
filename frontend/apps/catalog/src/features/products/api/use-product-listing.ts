import type { ProductPage } from '@shopmesh/sdk';
import { followProducts, listProducts } from '../../../shared/api/list-products';
import { useListing } from '../../../shared/listing/use-listing';
import { asked, type Filters } from '../model/filters';

/** One listing per set of filters, wherever in it somebody began to read. */
export const useProductListing = (filters: Filters) =>
  useListing<ProductPage>({
    queryKey: ['products', 'listing', asked({ ...filters, page: 1 })],
    open: () => listProducts(asked(filters)),
    first: filters.page,
    follow: followProducts,
  });

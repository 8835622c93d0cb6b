// What the catalogue alone draws: no shared module, so that nobody carries it to a page without products.
export { PRODUCT_GRID, ProductGridSkeleton } from './grid';
export { ProductCard, type ProductCardItem } from './product-card';
export { Rating, type RatingValue, ratingWords, Stars } from './rating';
export { StockHint, type StockLevel } from './stock-hint';

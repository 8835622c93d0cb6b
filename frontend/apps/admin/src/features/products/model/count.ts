/** "1 product", "20 products", "More than 1,000 products": counting everything would cost more than it tells. */
export function countWords(count: number, relation: 'exact' | 'at_least'): string {
  const figure = count.toLocaleString('en-IE');
  if (relation === 'at_least') return `${figure} products and more`;
  return count === 1 ? '1 product' : `${figure} products`;
}

/** "JBSWY3DPEHPK3PXP" → "JBSW Y3DP EHPK 3PXP": to be typed from one screen into another. */
export const inGroups = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

/** The API's drawing as an image: it is never parsed as part of our page, so nothing in it can run. */
export const asImage = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;

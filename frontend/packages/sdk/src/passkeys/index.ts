// Not part of the shared sdk, which every visitor carries: signing in and confirming who one is are the only pages that need
// it, and each brings its own copy of these few lines. What they share with the page comes from "@shopmesh/sdk".
export { askForPasskey, createPasskey, passkeysSupported, suggestionsSupported } from './ceremony';
export type { Assertion, Attestation } from './json';

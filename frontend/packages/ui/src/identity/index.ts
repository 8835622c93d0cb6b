// Proving who one is looks the same at sign-in and in the shell's dialog. Like the icons this is no shared module: only the
// two pages that need it carry it. Everything that is drawn comes from "@shopmesh/ui" itself, of which there is one copy.
export { CodeField } from './code-field';
export type { Proof, ProofMethod } from './methods';
export { ProofForm } from './proof-form';
export { secondsToWait, toldAtTheField } from './refusal';
export { inMinutes, useCountdown } from './use-countdown';

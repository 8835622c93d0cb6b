export type { Live, LiveMessage, LiveNews, LiveState, LiveType } from './live';
export { LiveSign } from './sign';
export { useLive } from './use-live';

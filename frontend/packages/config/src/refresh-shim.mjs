// Development only. A remote must use the shell's React Refresh runtime: a second runtime never sees the root the shell
// mounted before it, so its updates would be applied but not rendered.
import * as own from 'react-refresh-own';

const runtime = globalThis.__SHELL_REACT_REFRESH__ ?? own;
export const injectIntoGlobalHook = (target) => {
  if (runtime === own) own.injectIntoGlobalHook(target);
};
export const {
  createSignatureFunctionForTransform,
  register,
  performReactRefresh,
  isLikelyComponentType,
  getFamilyByType,
  getFamilyByID,
  collectCustomHooksForSignature,
  hasUnrecoverableErrors,
  setSignature,
} = runtime;

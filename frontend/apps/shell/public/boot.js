// Runs before the first paint: the colour scheme without a flash, and the Trusted Types default policy.
// An external file, because the content security policy allows no inline script.
(() => {
  let mode = null;
  try {
    mode = localStorage.getItem('mui-mode');
  } catch {
    // storage blocked: follow the system
  }
  if (mode !== 'light' && mode !== 'dark') mode = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.setAttribute('data-theme', mode);
  document.documentElement.style.colorScheme = mode;
  window.trustedTypes?.createPolicy('default', {
    // No createHTML and no createScript: every innerHTML or eval sink stays dead.
    createScriptURL: (url) => {
      if (new URL(url, location.href).origin !== location.origin)
        throw new TypeError(`cross-origin script blocked: ${url}`);
      return url;
    },
  });
})();

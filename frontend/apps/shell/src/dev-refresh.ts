import * as runtime from 'react-refresh/runtime';

(globalThis as { __SHELL_REACT_REFRESH__?: unknown }).__SHELL_REACT_REFRESH__ = runtime;

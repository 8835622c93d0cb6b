/** localStorage that a browser may have switched off: reading finds nothing, writing is forgotten. */
export const storage = {
  read(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write(key: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // full or forbidden: the shop works without it
    }
  },
};

export const ROLES = ['admin', 'staff', 'vendor', 'customer', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_WORDS: Record<Role, string> = {
  admin: 'Administrator',
  staff: 'Staff',
  vendor: 'Vendor',
  customer: 'Customer',
  viewer: 'Viewer',
};

export const roleWord = (role: string): string => ROLE_WORDS[role as Role] ?? role;

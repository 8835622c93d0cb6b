import type { ProfileChange } from '../api/update-me';

// As in user_service's models and serializers.
export const LIMITS = { first_name: 100, last_name: 100, phone: 32, address: 500, bio: 1_000 };
const PHONE = /^\+?[0-9 ()./-]*$/;

export const profileErrors = ({ phone }: ProfileChange): Partial<ProfileChange> =>
  PHONE.test(phone) ? {} : { phone: 'Digits, spaces and + ( ) . / - only.' };

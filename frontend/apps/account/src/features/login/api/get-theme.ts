import { api, ok } from '@shopmesh/sdk';

export const getTheme = async () => (await ok(api.GET('/api/profile/preferences/'))).theme;

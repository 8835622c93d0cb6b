import { defineRemote } from '@shopmesh/sdk';

export default defineRemote({ contract: 1, name: 'checkout', routes: [] });

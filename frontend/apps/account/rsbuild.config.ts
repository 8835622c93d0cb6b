import { remoteConfig } from '@shopmesh/config/rsbuild';

export default remoteConfig('account', 5274);

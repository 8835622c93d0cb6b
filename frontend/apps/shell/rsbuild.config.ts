import { hostConfig } from '@shopmesh/config/rsbuild';

export default hostConfig(5273);

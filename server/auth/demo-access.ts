/** The tenant and password of the demo people; a production start refuses people whose password this is. */
export const DEMO_TENANT = 'demo';
export const DEMO_PASSWORD = 'Dougong-demo-1';

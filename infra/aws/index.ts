// What `npm pack` packs: Heliograph as a construct for somebody else's CDK app.
export { Heliograph, type HeliographProps } from './Heliograph.ts';

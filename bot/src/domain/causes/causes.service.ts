/** The door to the table of causes: what ended tasks, and what keeps a deployment from its end, told from AWS's words. */
export { causesOf, isDeath, isForeign, witnessOf } from './endings';
export { obstaclesIn } from './obstacles';

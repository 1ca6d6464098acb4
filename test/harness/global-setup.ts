import { forgetCalls } from './recorded-calls';

/** Before all transcripts. */
export default forgetCalls;

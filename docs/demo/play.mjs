// `npm run demo`: plays the demonstration of docs/demo.md against real processes and takes its pictures.
import { backFromAPhone, failureExplained, killedInTheMiddle, pauseApproved, releaseUnderLoad } from './scenes.mjs';
import { onStage } from './stage.mjs';

const SCENES = [releaseUnderLoad, failureExplained, backFromAPhone, pauseApproved, killedInTheMiddle];
const say = (line) => process.stdout.write(`${line}\n`);

await onStage(async (stage) => {
  for (const play of SCENES) {
    const begun = Date.now();
    const seen = await play(stage);
    say(
      `${play.name}: ${Math.round((Date.now() - begun) / 1000)} s${seen === undefined ? '' : ` ${JSON.stringify(seen)}`}`,
    );
  }
});

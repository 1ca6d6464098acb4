// `npm run screenshot`: starts everything, plays a little scene and takes the README's picture of it.
import { onStage, takePicture, type } from './demo/stage.mjs';

await onStage(async ({ open }) => {
  const page = await open({});
  await type(page, '/ecs status primes-api');
  await page.getByText('2 of 2 running').first().waitFor();
  await type(page, '/ecs image primes-api 1.1.0');
  await page
    .getByText(/1\.1\.0 serves from/)
    .first()
    .waitFor({ timeout: 120_000 });
  await takePicture(page, 'chat');
});

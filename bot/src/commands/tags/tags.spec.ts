import { Logger } from '@nestjs/common';
import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import { ChangeChat, wordsOf } from '../../chat/spec/change-chat';
import { AccessService } from '../../domain/access/access.service';
import { InMemoryAuditTrail } from '../../domain/access/spec/audit-trail.in-memory.repository';
import { ANN, api, BEN, ChangeWorld, digest } from '../../domain/changes/spec/change-world';
import { ImagesService } from '../../domain/images/images.service';
import { TagsCommand, tagsSpec } from './tags.command';

beforeAll(() => Logger.overrideLogger(false));

function room(world = new ChangeWorld()) {
  const chat = new ChangeChat(world);
  const rights = { operators: ['U0ANN'], administrators: [] };
  const access = new AccessService(rights, new InMemoryAuditTrail(), world.clock);
  const images = new ImagesService(world.registry);
  const command = new TagsCommand(chat.services, world.deployments, images, access, world.clock);
  const tags = { spec: tagsSpec, run: (...asked: Parameters<TagsCommand['run']>) => command.run(...asked) };
  return {
    world,
    chat,
    tags: async (words: string, actor = ANN) => (await chat.types(tags, `tags ${words}`, actor)).told[0]!,
  };
}

describe('tags', () => {
  it('shows each image once with all its tags, the newest first, and which of them runs', async () => {
    const { world, tags } = room();
    world.registry.images[0]!.sizeBytes = 52_400_000;
    world.registry.commitsOf.set(digest('b'), '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567');
    const shown = await tags('primes');
    const lines = wordsOf(shown);
    expect(lines).toMatch(
      /`1\.1\.0`, `latest` {2}pushed <[^>]*> {2}52 MB {2}`sha256:bbbbbbbbbbbb` {2}commit `0a1b2c3d4e5f`\\n`1\.0\.0` {2}pushed <[^>]*> {2}`sha256:aaaaaaaaaaaa` {2}\*running\*/,
    );
    expect(shown.text).toBe('primes/primes-api: the newest images of `primes-api`, newest first. 1.1.0, 1.0.0');
    expect(lines).toContain('I took `primes` for `primes/primes-api`.');
    expect(problemsOf(shown)).toEqual([]);
  });

  it('offers the newest to those who may deploy, pinned to the image that was shown', async () => {
    const { world, chat, tags } = room();
    const label = 'Deploy 1.1.0 to primes/primes-api';
    expect(labelsOf(await tags('primes-api', BEN))).toEqual(['Refresh', 'Status']);
    const shown = await tags('primes-api');
    expect(labelsOf(shown)).toEqual([label, 'Refresh', 'Status']);
    world.registry.move('1.1.0', digest('c'));
    await chat.clicks(shown, label).catch(() => undefined);
    expect(world.operate.calls).toEqual([]);
  });

  it('deploys what was pressed', async () => {
    const { world, chat, tags } = room();
    await chat.clicks(await tags('primes-api'), 'Deploy 1.1.0 to primes/primes-api');
    expect(world.operate.calls.at(-1)).toMatch(/^update to primes-api:\d+ by U0ANN$/);
  });

  it("marks what is being deployed, and asks whose images are meant where no container is the service's", async () => {
    const { world, tags } = room();
    await world.deploying();
    expect(wordsOf(await tags('primes-api'))).toContain('*being deployed*');
    const two = [
      { ...api, main: false },
      { ...api, name: 'web', main: false },
    ];
    await world.become({ containers: two });
    const asked = await tags('primes-api');
    expect(labelsOf(asked)).toEqual([api.name, 'web']);
    expect(wordsOf(await tags('primes-api --container web'))).toContain('the newest images of `primes-api`');
  });

  it('says so where there is none, and why where it cannot be read', async () => {
    const { world, tags } = room();
    world.registry.images = [];
    expect((await tags('primes-api')).text).toBe('primes/primes-api: `primes-api` has no tagged image.');
    world.registry.unreadable = true;
    await expect(tags('primes-api')).rejects.toThrow(/I cannot check the images of .*ecr:DescribeImages is missing/);
  });
});

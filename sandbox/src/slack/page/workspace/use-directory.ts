import { useEffect, useState } from 'react';
import { api } from '../api/client';
import type { Directory } from '../api/contract';

const RETRY_MS = 2000;

/** Who and what there is, asked again until the sandbox answers; `problem` says why it has not yet. */
export function useDirectory(): { directory: Directory | null; problem: string | null } {
  const [directory, setDirectory] = useState<Directory | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let again: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const look = async (): Promise<void> => {
      try {
        const answer = await api.directory();
        if (!left) setDirectory(withBareNames(answer));
      } catch (error) {
        if (left) return;
        setProblem((error as Error).message);
        again = setTimeout(() => void look(), RETRY_MS);
      }
    };
    void look();
    return () => {
      left = true;
      clearTimeout(again);
    };
  }, []);
  return { directory, problem };
}

function withBareNames(directory: Directory): Directory {
  const channels = directory.channels.map((channel) => ({ ...channel, name: channel.name.replace(/^#/, '') }));
  return { ...directory, channels };
}

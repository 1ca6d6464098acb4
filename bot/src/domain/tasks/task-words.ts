/** How a person may name a task: its first eight digits, as they are shown, or more of them, or its ARN. */
const ID = /^[0-9a-f]{8,32}$/i;
/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html: task/cluster/id */
const ARN = /^arn:[^:]*:ecs:[^:]*:[^:]*:task\/(?:([^/]+)\/)?([0-9a-f]{32})$/i;

/** A task's id, or the beginning of one, and its cluster where that is said; undefined where it can be none. */
export function readTaskWords(text: string): { id: string; cluster?: string } | undefined {
  const words = text.trim();
  const [, cluster, id = words] = ARN.exec(words) ?? [];
  if (!ID.test(id)) return undefined;
  return { id: id.toLowerCase(), ...(cluster === undefined ? {} : { cluster }) };
}

/** Where the awslogs driver writes: the region's CloudWatch Logs. */
export interface LogSink {
  /**
   * Makes the stream that a task writes to.
   * @param createGroup whether a group that is not there is made (`awslogs-create-group`)
   * @returns why it could not: "ResourceNotFoundException: The specified log group does not exist."
   */
  open(group: string, stream: string, createGroup: boolean): string | undefined;
  /** Adds lines at the present; nothing where the stream is gone. */
  write(group: string, stream: string, lines: readonly string[]): void;
}

/** One statistic set for one moment, as CloudWatch stores it. */
export interface MetricDatum {
  namespace: string;
  metricName: string;
  dimensions: Readonly<Record<string, string>>;
  unit: string;
  /** Epoch ms, true time. */
  at: number;
  sampleCount: number;
  sum: number;
  minimum: number;
  maximum: number;
}

/** Where the engine's measurements go: the region's CloudWatch. */
export interface MetricSink {
  put(datum: MetricDatum): void;
}

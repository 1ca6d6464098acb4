/** What load balancers counted of the requests to a service, over some time. */
export interface Traffic {
  requests: number;
  /** Answers with an error of the server: those that a load balancer gave itself by code, the service's own as `5xx`. */
  errors: Readonly<Record<string, number>>;
}

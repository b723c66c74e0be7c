import type { IntakeCounts } from "@flywheel/api";
import type { Network } from "@flywheel/network";
import type { MiddlewareHandler } from "hono";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { addStoreMetrics, type StoreMetricsParts } from "./store-metrics.ts";

export type MetricsParts = Omit<StoreMetricsParts, "registry"> & { readonly network: Pick<Network, "status"> };

/** Prometheus text: this process, requests by route pattern (never by path), the store and what the network can serve. */
export function createMetrics({ store, network, pulse }: MetricsParts) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: "flywheel_http_request_seconds",
    help: "Time from a request to the first byte of its answer",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  new Gauge({
    name: "flywheel_network_active_nodes",
    help: "Nodes that are enabled and have a recent heartbeat",
    registers: [registry],
    collect() {
      this.set(network.status().active);
    },
  });
  addStoreMetrics({ store, pulse, registry });

  const taken = new Counter({
    name: "flywheel_telemetry_events_total",
    help: "Events that senders brought, by what became of them; limited ones were told to come again later, lost ones never reached us and were counted by the sender",
    labelNames: ["outcome"],
    registers: [registry],
  });
  const onIntake = (counts: IntakeCounts) => {
    for (const outcome of ["accepted", "repeated", "refused", "limited", "lost"] as const)
      taken.inc({ outcome }, counts[outcome]);
  };

  const measure: MiddlewareHandler = async (c, next) => {
    const stop = seconds.startTimer();
    await next();
    stop({ method: c.req.method, route: c.req.routePath, status: c.res.status });
  };
  /** A number of a part that is opened later; asked whenever metrics are. */
  const watch = (name: string, help: string, read: () => number) =>
    void new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  return {
    measure,
    onIntake,
    watch,
    report: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}

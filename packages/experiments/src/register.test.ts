import { describeExperimentRegister } from "./exam.ts";
import { createMemoryExperimentRegister } from "./memory.ts";

describeExperimentRegister("memory", async () => createMemoryExperimentRegister());

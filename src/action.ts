import { failStep, runStep } from "./github/step.ts";
import { keepYoungMemorySmall } from "./thrifty-memory.ts";

// Until there is a verdict the step has failed, however it ends.
process.exitCode = 1;
process.on("uncaughtException", failStep);
process.on("unhandledRejection", failStep);

keepYoungMemorySmall();
runStep().catch(failStep);

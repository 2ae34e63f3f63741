import type { Route } from "../http/route.ts";
import { appRoutes } from "./app.ts";
import { artifactRoutes } from "./artifacts.ts";
import { checkListRoutes } from "./check-lists.ts";
import { checkRunRoutes } from "./check-runs.ts";
import { collaboratorRoutes } from "./collaborators.ts";
import { commitRoutes } from "./commits.ts";
import { contentsRoutes } from "./contents.ts";
import { gitObjectRoutes } from "./git-objects.ts";
import { hookDeliveryRoutes } from "./hook-deliveries.ts";
import { issueCommentRoutes } from "./issue-comments.ts";
import { openPullRoutes } from "./open-pulls.ts";
import { pullRoutes } from "./pulls.ts";
import { reactionRoutes } from "./reactions.ts";
import { repositoryRoutes } from "./repository.ts";
import { reviewCommentRoutes } from "./review-comments.ts";
import { reviewRoutes } from "./reviews.ts";
import { tokenRoutes } from "./token.ts";
import { workflowRunRoutes } from "./workflow-runs.ts";

/** All operations of the REST API that the stand-in answers. */
export const routes: readonly Route[] = [
  ...appRoutes,
  ...hookDeliveryRoutes,
  ...tokenRoutes,
  ...repositoryRoutes,
  ...contentsRoutes,
  ...gitObjectRoutes,
  ...commitRoutes,
  ...pullRoutes,
  ...openPullRoutes,
  ...issueCommentRoutes,
  ...reviewCommentRoutes,
  ...reviewRoutes,
  ...reactionRoutes,
  ...checkRunRoutes,
  ...checkListRoutes,
  ...collaboratorRoutes,
  ...workflowRunRoutes,
  ...artifactRoutes,
];

# One service per image, from its jar. First: ./mvnw -DskipTests package. Then, for each of the four:
#   docker build --build-arg SERVICE=ingestion-service -t storeloop/ingestion-service .
FROM eclipse-temurin:25-jre AS unpacked
ARG SERVICE
WORKDIR /unpack
COPY ${SERVICE}/target/${SERVICE}-*-exec.jar service.jar
RUN java -Djarmode=tools -jar service.jar extract --destination app --application-filename service.jar

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --user-group --home-dir /app --shell /usr/sbin/nologin storeloop \
    && mkdir -p /app /data/imports && chown -R storeloop:storeloop /data
WORKDIR /app
COPY --from=unpacked /unpack/app/lib lib
COPY --from=unpacked /unpack/app/service.jar service.jar
ENV STORELOOP_INGESTION_IMPORTS_DIRECTORY=/data/imports
USER 10001:10001
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=70", "-jar", "service.jar"]
